import { Autocomplete, Fieldset, Group, Select, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { readAll } from "@/api/pages";
import { datasets as words } from "@/words/datasets";
import { FORMATS, isTable, type Format, type Sending } from "./upload";

const FIELDS = [
  "id",
  "input",
  "expected",
  "section",
  "label",
  "choices",
  "context",
  "assets",
  "criteria",
  "extra",
];

// Encodings of single and double bytes, which nobody can tell from another by looking at them.
const CHARSETS = ["windows-1252", "iso-8859-1", "iso-8859-15", "shift_jis", "gb18030", "big5"];

/** What will be sent: under which name, as what, and what its columns are. */
export function UploadForm({
  sending,
  columns,
  fixedName,
  change,
}: {
  sending: Sending;
  columns: string[];
  fixedName: boolean;
  change: (patch: Partial<Sending>) => void;
}) {
  const known = useQuery({
    queryKey: ["datasets", "names"],
    queryFn: () =>
      readAll(
        (cursor) => body(api.GET("/v1/datasets", { params: { query: { limit: 500, cursor } } })),
        500,
      ),
  });
  const same = known.data?.find((each) => each.name === sending.name);
  const said = same
    ? same.latest_version
      ? words.up.nameOld(same.latest_version + 1)
      : words.up.nameOldEmpty
    : words.up.nameNew;
  return (
    <>
      {!fixedName && (
        <Autocomplete
          size="xs"
          label={words.up.name}
          description={sending.name === "" ? undefined : said}
          data={(known.data ?? []).flatMap((each) => each.name ?? [])}
          value={sending.name}
          required
          onChange={(name) => change({ name })}
        />
      )}
      <Group gap="xs" grow align="flex-start">
        <Select
          label={words.up.format}
          data={(Object.keys(FORMATS) as Format[]).map((value) => ({
            value,
            label: words.up.formats[value],
          }))}
          value={sending.format}
          allowDeselect={false}
          onChange={(value) => change({ format: (value ?? "jsonl") as Format })}
        />
        <Select
          label={words.up.charset}
          data={CHARSETS}
          value={sending.charset || null}
          placeholder={words.up.charsetAuto}
          clearable
          onChange={(value) => change({ charset: value ?? "" })}
        />
      </Group>
      {isTable(sending.format) && columns.length > 0 && (
        <Fieldset legend={words.up.columns} p="sm">
          <Text size="xs" className="quiet" mb="xs">
            {words.up.columnsLead}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            {columns.map((column, i) => (
              <Select
                key={`${i} ${column}`}
                label={column === "" ? `${words.columns.column} ${i + 1}` : column}
                data={FIELDS}
                value={sending.columns[column] ?? null}
                placeholder={words.up.asNamed}
                disabled={column === ""}
                clearable
                onChange={(value) =>
                  change({ columns: { ...sending.columns, [column]: value ?? "" } })
                }
              />
            ))}
          </SimpleGrid>
        </Fieldset>
      )}
    </>
  );
}
