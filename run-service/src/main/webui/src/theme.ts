import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { words } from "./words/common";

const accent: MantineColorsTuple = [
  "#eaf2ff",
  "#d3e3fb",
  "#a5c5f3",
  "#74a5ec",
  "#4c8ae6",
  "#3379e2",
  "#1d5fd1",
  "#1a53b8",
  "#134aa5",
  "#043f92",
];

// The greys of dark parts, of the same family as the page's.
const dark: MantineColorsTuple = [
  "#e6e9ee",
  "#b6bdc8",
  "#98a2b0",
  "#6b7686",
  "#3b4553",
  "#2c3440",
  "#1c222b",
  "#161b23",
  "#12161d",
  "#0e1217",
];

// What was refused: the tone of failed things, dark enough for small text.
const red: MantineColorsTuple = [
  "#fff0eb",
  "#ffd9cc",
  "#ffb59c",
  "#ff9a78",
  "#ff8055",
  "#e0561f",
  "#c0390b",
  "#a83008",
  "#8f2806",
  "#762004",
];

// What is to be minded: readable as small text, which the usual yellow is not.
const yellow: MantineColorsTuple = [
  "#fdf6e6",
  "#f8e8c4",
  "#f0d391",
  "#e8c06a",
  "#e0b050",
  "#b07a1a",
  "#8a5a00",
  "#774d00",
  "#644100",
  "#523500",
];

// The page has room for its scroll bar all the time: taking the bar away would move everything.
const removeScrollProps = { removeScrollBar: false };

/** The look of every part. Colours that mean something are in tokens.css. */
export const theme = createTheme({
  primaryColor: "accent",
  colors: { accent, dark, red, yellow },
  primaryShade: { light: 6, dark: 6 },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "19px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.4", xl: "1.3" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "1.3" },
      h2: { fontSize: "16px", lineHeight: "1.35" },
      h3: { fontSize: "14px", lineHeight: "1.4" },
    },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    MultiSelect: { defaultProps: { size: "xs" } },
    TagsInput: { defaultProps: { size: "xs" } },
    Table: { defaultProps: { fz: "sm", verticalSpacing: 6 } },
    Tooltip: { defaultProps: { openDelay: 200, withArrow: false, multiline: true, maw: 420 } },
    // Help stands below its field, so that fields beside each other stand in one line.
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
      styles: { description: { fontSize: "12px" } },
    },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 120 },
        removeScrollProps,
        closeButtonProps: { "aria-label": words.close },
      },
    },
    // Within a dialog a header is no banner of the page.
    ModalHeader: { defaultProps: { role: "group" } },
    DrawerHeader: { defaultProps: { role: "group" } },
    Drawer: {
      defaultProps: {
        transitionProps: { duration: 120 },
        removeScrollProps,
        closeButtonProps: { "aria-label": words.close },
      },
    },
  },
});
