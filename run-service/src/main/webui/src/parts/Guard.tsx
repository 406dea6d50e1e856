import { Component, type ReactNode } from "react";
import { words } from "@/words/common";
import { ProblemNote } from "./Notes";

/** Keeps the fault of one part from taking the page with it. */
export class Guard extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div>
        <p>{words.fault}</p>
        <ProblemNote error={this.state.error} again={() => this.setState({ error: null })} />
      </div>
    );
  }
}
