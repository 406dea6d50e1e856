import { Component, type ReactNode } from "react";
import { Fault } from "./Fault";

interface Props {
  children: ReactNode;
  /** Where the fault of a part is shown that has no place of its own, such as a sheet. */
  frame?: (fault: ReactNode) => ReactNode;
}

/** Keeps the fault of one part from taking the page with it. */
export class Guard extends Component<Props, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { children, frame } = this.props;
    if (this.state.error === null) return children;
    const fault = <Fault error={this.state.error} again={() => this.setState({ error: null })} />;
    return frame ? frame(fault) : fault;
  }
}
