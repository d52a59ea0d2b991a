import { useState } from "react";
import type { Decision, PendingApproval } from "@qwire/core";
import { decide } from "../chat/ask.ts";
import type { AskPlace } from "../chat/ask.ts";
import type { Turn } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";
import { Modal } from "./modal.tsx";

/** Asks about every call that waits, one after the other, and goes on when all are decided. Closing it decides nothing. */
export function ApprovalDialog({ turn, ask }: { turn: Turn; ask: AskPlace }) {
  const words = useWords();
  const [isAside, setAside] = useState(false);
  const [decisions, setDecisions] = useState<{ readonly [toolCallId: string]: Decision }>({});
  const open = (turn.paused?.approvals ?? []).filter(({ toolCallId }) => !(toolCallId in decisions));
  const call = open[0];
  if (call === undefined) return null;
  if (isAside) {
    return (
      <div className="aside-notice" role="status">
        {words.waitsForYou}
        <button type="button" className="primary" onClick={() => setAside(false)}>
          {words.decideNow}
        </button>
      </div>
    );
  }
  const take = (decision: Decision): void => {
    const taken = { ...decisions, [call.toolCallId]: decision };
    setDecisions(taken);
    if (open.length === 1) void decide(turn, taken, ask);
  };
  return (
    <Modal title={words.approvalTitle} className="approval" onClose={() => setAside(true)}>
      <OneCall key={call.toolCallId} call={call} onDecide={take} />
    </Modal>
  );
}

function OneCall({ call, onDecide }: { call: PendingApproval; onDecide(decision: Decision): void }) {
  const words = useWords();
  const [reason, setReason] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDecide(true);
      }}
    >
      <p>{words.approvalHint}</p>
      <div className="approval-call">
        <strong>{call.name}</strong>
        <pre>{JSON.stringify(call.input, null, 2)}</pre>
      </div>
      <label className="field">
        {words.refuseReason}
        <input value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className="buttons">
        <button
          type="button"
          onClick={() => onDecide(reason.trim() === "" ? false : { approve: false, reason: reason.trim() })}
        >
          {words.refuse}
        </button>
        <button type="submit" className="primary">
          {words.approve}
        </button>
      </div>
    </form>
  );
}
