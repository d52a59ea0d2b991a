import { timeBars } from "../chat/time-bars.ts";
import type { Turn } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";

const laneHeight = 14;

/** Where the time of an answer went. The table beside it says the same in figures. */
export function TimeChart({ turn, now }: { turn: Turn; now: number }) {
  const words = useWords();
  const { bars, lanes } = timeBars(turn, now);
  return (
    <figure className="time-chart">
      <svg width="100%" height={lanes * laneHeight} role="img" aria-label={words.chart}>
        {bars.map(({ lane, kind, from, length }) => (
          <rect
            key={`${lane} ${kind} ${from}`}
            className={`bar-${kind}`}
            x={`${from}%`}
            y={lane * laneHeight + 2}
            width={`${length}%`}
            height={laneHeight - 4}
            rx="3"
          />
        ))}
      </svg>
      <figcaption>
        <span className="key-waiting">{words.waited}</span>
        <span className="key-writing">{words.wrote}</span>
        {lanes > 1 && <span className="key-tool">{words.toolAtWork}</span>}
      </figcaption>
    </figure>
  );
}
