import { asText } from "@/parts/text/bounded";
import { ModelText } from "@/parts/text/ModelText";
import css from "./Value.module.css";

/** A value of a dataset or an answer in a box: text as it is, everything else as JSON. */
export function Value({ value, label }: { value: unknown; label: string }) {
  return (
    <div className={`mono ${css.value}`} tabIndex={0} aria-label={label} role="group">
      <ModelText text={value === null ? "null" : asText(value)} name={label} />
    </div>
  );
}
