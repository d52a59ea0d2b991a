const paths = {
  plus: "M12 5v14M5 12h14",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M8 8h8v8H8z",
  copy: "M9 9h10v10H9zM5 15V5h10",
  check: "M5 12l5 5 9-10",
  retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  sliders: "M4 8h10M18 8h2M4 16h4M12 16h8M16 6v4M10 14v4",
  download: "M12 5v10M8 11l4 4 4-4M5 19h14",
  chevron: "M8 10l4 4 4-4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4",
  moon: "M19 14a7.5 7.5 0 0 1-9-9 7.5 7.5 0 1 0 9 9z",
  bolt: "M13 4L6 13h5l-1 7 7-9h-5z",
  bulb: "M9.5 17h5M10.5 20h3M12 4a5.5 5.5 0 0 0-3 10c.6.5 1 1.2 1 2h4c0-.8.4-1.5 1-2a5.5 5.5 0 0 0-3-10z",
  wrench: "M15 6.5a4 4 0 0 0-5.2 5.2L5 16.5 7.5 19l4.8-4.8A4 4 0 0 0 17.500 9l-2.500 2.500-2.500-2.500z",
  warning: "M12 5l8 14H4zM12 10v4M12 16.500v.5",
} as const;

export type IconName = keyof typeof paths;

/** A drawing beside words that say the same: screen readers pass it by. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
