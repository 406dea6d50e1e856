import { Badge, Button, Group, Menu, Select } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, body, type Schemas } from "@/api/client";
import { counted } from "@/format/numbers";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { PageHead } from "@/parts/PageHead";
import { Ago } from "@/parts/Time";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { datasets as words } from "@/words/datasets";
import { Details } from "./Details";

const EXPORTS = ["jsonl", "json", "csv"];

/** The head of a dataset: which version, and what one can do with it. */
export function DatasetHead({
  name,
  dataset,
  version,
  setVersion,
  upload,
}: {
  name: string;
  dataset: Schemas["Dataset"] | undefined;
  version: number;
  setVersion: (version: number) => void;
  upload: () => void;
}) {
  const mayWrite = useMay("write");
  const mayRun = useMay("run");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const latest = dataset?.latest_version ?? 0;
  async function remove() {
    await api.DELETE("/v1/datasets/{name}", { params: { path: { name } } });
    queries.removeQueries({ queryKey: ["datasets", name] });
    await queries.invalidateQueries({ queryKey: ["datasets"] });
    await navigate({ to: "/datasets" });
  }
  return (
    <PageHead
      above={<Link to="/datasets">{common.views.datasets}</Link>}
      title={name}
      lead={
        dataset && (
          <Group gap={6}>
            <span>
              {counted(dataset.item_count ?? 0, "item")} · <Ago at={dataset.updated_at} />
            </span>
            {(dataset.tags ?? []).map((tag) => (
              <Badge key={tag} variant="default" size="sm" tt="none" fw={400}>
                {tag}
              </Badge>
            ))}
            {dataset.description && <span>{dataset.description}</span>}
          </Group>
        )
      }
      actions={
        <>
          {latest > 0 && (
            <Select
              aria-label={words.one.version}
              w={90}
              data={versions(latest)}
              value={String(version)}
              allowDeselect={false}
              searchable={latest > 20}
              onChange={(value) => setVersion(Number(value))}
            />
          )}
          {mayRun && latest > 0 && (
            <Button
              renderRoot={(props) => (
                <Link to="/launch" search={{ dataset: name } as never} {...props} />
              )}
            >
              {words.one.launch}
            </Button>
          )}
          {latest > 0 && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default">{words.one.export}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {EXPORTS.map((format) => (
                  <Menu.Item
                    key={format}
                    component="a"
                    href={`/v1/datasets/${encodeURIComponent(name)}/versions/${version}/export?format=${format}`}
                    download
                  >
                    {words.one.exportAs(format.toUpperCase())}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          {mayWrite && (
            <>
              <Button variant="default" onClick={upload}>
                {words.newVersion}
              </Button>
              {dataset && <Details dataset={dataset} />}
              <ConfirmButton
                label={words.one.remove}
                title={words.one.removeTitle(name)}
                confirm={words.one.remove}
                act={remove}
              >
                {words.one.removeLead}
              </ConfirmButton>
            </>
          )}
        </>
      }
    />
  );
}

function versions(latest: number) {
  return Array.from({ length: latest }, (_, i) => ({
    value: String(latest - i),
    label: words.latest(latest - i),
  }));
}

/** Reads the details of one version. */
export async function readVersion(name: string, version: number) {
  return await body(
    api.GET("/v1/datasets/{name}/versions/{version}", {
      params: { path: { name, version: String(version) } },
    }),
  );
}
