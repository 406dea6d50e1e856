/** Texts of the form in which an answer is corrected. */
export const correction = {
  form: "Correction",
  json: "The same",
  add: (name: string) => `Add to ${name}`,
  addShort: "Add",
  remove: (name: string) => `Remove ${name}`,
  element: (list: string, n: string) => `${list} ${n}`,
  inexact:
    "There is a number in it that is too large for a browser to hold exactly, so that it cannot be corrected here: send the correction with POST /v1/feedback. What you note beside it is saved.",
  absent: "absent",
  null: "null",
  yes: "true",
  no: "false",
  expects: {
    text: "The schema wants a text here",
    long: "The schema wants a text here",
    integer: "The schema wants a whole number here",
    number: "The schema wants a number here",
    boolean: "The schema wants true or false here",
    choice: "The schema has other choices",
  } as Record<string, string>,
};
