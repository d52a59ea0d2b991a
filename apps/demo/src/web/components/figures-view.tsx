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
          {turn.rounds.map((round, at) => (
            <FigureRow key={round.startedAt} label={words.reply(at + 1)} figures={figuresOfRound(round, now)} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function FigureRow({ label, figures }: { label: string; figures: Figures }) {
  const { promptTokens, completionTokens, elapsedMs } = figures;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{firstToken(figures)}</td>
      <td>{speed(figures)}</td>
      <td>{promptTokens === null ? unknown : `${promptTokens} + ${completionTokens}`}</td>
      <td>{formatMs(elapsedMs)}</td>
    </tr>
  );
}

function firstToken({ firstTokenMs }: Figures): string {
  return firstTokenMs === null ? unknown : formatMs(firstTokenMs);
}

function speed({ tokensPerSecond }: Figures): string {
  return tokensPerSecond === null ? unknown : tokensPerSecond.toFixed(tokensPerSecond < 10 ? 1 : 0);
}
