/** Texts around values that a dataset or a model said. */
export const values = {
  whole: (size: string) => `Show all ${size}`,
};
