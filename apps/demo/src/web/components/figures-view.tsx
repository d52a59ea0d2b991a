import { figuresOfRound, figuresOfTurn } from "../chat/figures.ts";
import type { Figures } from "../chat/figures.ts";
import type { Turn } from "../chat/turn.ts";
import { formatMs } from "../words/format-time.ts";
import { useWords } from "../words/use-words.ts";
import { TimeChart } from "./time-chart.tsx";

const unknown = "–";

/** How long, how fast, how much: one line, and behind it a chart with the figures of each reply. */
export function FiguresView({ turn }: { turn: Turn }) {
  const words = useWords();
  const now = turn.rounds.at(-1)?.endedAt ?? turn.askedAt;
  const all = figuresOfTurn(turn, now);
  if (all === null) return null;
  const rounds = turn.rounds.map((round) => figuresOfRound(round, now));
  const most = {
    tokensPerSecond: Math.max(...rounds.map(({ tokensPerSecond }) => tokensPerSecond ?? 0)),
    tokens: Math.max(...rounds.map(tokensOf)),
  };
  const summary = words.figures(formatMs(all.elapsedMs), firstToken(all), speed(all));
  return (
    <details className="figures">
      <summary>
        {summary}
        {all.promptTokens !== null && ` · ${words.tokens(String(all.promptTokens), String(all.completionTokens))}`}
      </summary>
      <TimeChart turn={turn} now={now} />
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.columns.firstToken}</th>
            <th scope="col">{words.columns.speed}</th>
            <th scope="col">{words.columns.tokens}</th>
            <th scope="col">{words.columns.time}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((figures, at) => (
            <FigureRow key={turn.rounds[at]?.startedAt} label={words.reply(at + 1)} figures={figures} most={most} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

type FigureRowProps = {
  label: string;
  figures: Figures;
  /** What the longest bar of a column stands for. */
  most: { tokensPerSecond: number; tokens: number };
};

function FigureRow({ label, figures, most }: FigureRowProps) {
  const { tokensPerSecond, promptTokens, completionTokens, elapsedMs } = figures;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{firstToken(figures)}</td>
      <td>
        <Bar share={(tokensPerSecond ?? 0) / most.tokensPerSecond} />
        {speed(figures)}
      </td>
      <td>
        <Bar share={tokensOf(figures) / most.tokens} />
        {promptTokens === null ? unknown : `${promptTokens} + ${completionTokens}`}
      </td>
      <td>{formatMs(elapsedMs)}</td>
    </tr>
  );
}

/** A figure beside its column's largest; the figure itself stands next to it. */
function Bar({ share }: { share: number }) {
  return (
    <svg className="figure-bar" width="44" height="7" aria-hidden="true">
      <rect width={Number.isFinite(share) ? share * 44 : 0} height="7" rx="3" />
    </svg>
  );
}

function tokensOf({ promptTokens, completionTokens }: Figures): number {
  return (promptTokens ?? 0) + (completionTokens ?? 0);
}

function firstToken({ firstTokenMs }: Figures): string {
  return firstTokenMs === null ? unknown : formatMs(firstTokenMs);
}

function speed({ tokensPerSecond }: Figures): string {
  return tokensPerSecond === null ? unknown : tokensPerSecond.toFixed(tokensPerSecond < 10 ? 1 : 0);
}
