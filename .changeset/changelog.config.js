// How an entry of a changelog is written: what its author wrote, and no more. Commits are in git, and that the packages of one
// version go together needs no line of its own.

const changelog = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll(/\n(?=.)/g, "\n  ")}\n`,
  getDependencyReleaseLine: async () => "",
};

export default changelog;
