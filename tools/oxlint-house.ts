// Three refusals oxlint has no rule for. Each rule is one question about a file's place and its statements.

interface Node {
  readonly type: string;
  readonly body?: readonly Node[];
  readonly id?: { readonly name: string } | null;
  readonly source?: unknown;
}
interface Context {
  readonly filename: string;
  report(found: { node: Node; message: string }): void;
}
type Rule = { create(context: Context): Record<string, (node: Node) => void> };

const noExportStar: Rule = {
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: "`export *` hides what a door offers: export each name." });
    },
  }),
};

const noInnerBarrel: Rule = {
  create: (context) => ({
    Program(node) {
      const isInnerRoom = /\/src\/.+\//.test(slashed(context.filename));
      const statements = node.body ?? [];
      const passesOn = statements.some(isReExport) && statements.every((one) => isReExport(one) || isImport(one));
      if (isInnerRoom && passesOn) {
        context.report({ node, message: "A folder has no door of its own: import the room that holds the name." });
      }
    },
  }),
};

const onlyChatError: Rule = {
  create(context) {
    const isItsRoom = slashed(context.filename).endsWith("/core/src/chat-error.ts");
    const refuse = (node: Node): void => {
      if (isItsRoom && node.id?.name === "ChatError") return;
      context.report({ node, message: "ChatError is the only class: return an object of functions instead." });
    };
    return { ClassDeclaration: refuse, ClassExpression: refuse };
  },
};

export default {
  meta: { name: "house" },
  rules: {
    "no-export-star": noExportStar,
    "no-inner-barrel": noInnerBarrel,
    "only-chat-error": onlyChatError,
  },
};

const slashed = (path: string): string => path.replaceAll("\\", "/");
const isImport = (node: Node): boolean => node.type === "ImportDeclaration";
const isReExport = (node: Node): boolean =>
  node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && Boolean(node.source));
