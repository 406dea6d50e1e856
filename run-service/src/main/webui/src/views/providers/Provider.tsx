import { Button, Drawer, Skeleton, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { useAddress } from "@/parts/useAddress";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { providers as words } from "@/words/providers";
import { kindOf } from "./kinds";
import { LimitsNow } from "./LimitsNow";
import { Models } from "./Models";
import { ProviderForm } from "./ProviderForm";
import css from "./Providers.module.css";
import { ProviderSettings } from "./ProviderSettings";
import { readProviderSearch } from "./search";
import { TestCall } from "./TestCall";

/** One provider: what its account allows now, its settings, its models; a test call. */
export function Provider() {
  const { name = "" } = useParams({ strict: false });
  const [{ edit }, set] = useAddress(readProviderSearch);
  const mayWrite = useMay("write");
  const mayRun = useMay("run");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const provider = useQuery({
    queryKey: ["providers", name],
    queryFn: () => body(api.GET("/v1/providers/{name}", { params: { path: { name } } })),
  });

  async function remove() {
    await api.DELETE("/v1/providers/{name}", { params: { path: { name } } });
    queries.removeQueries({ queryKey: ["providers", name] });
    await queries.invalidateQueries({ queryKey: ["providers"] });
    await navigate({ to: "/providers" });
  }

  if (provider.isError) {
    return (
      <div className={css.page}>
        <ProblemNote error={provider.error} again={() => void provider.refetch()} />
      </div>
    );
  }
  return (
    <div className={css.page}>
      <PageHead
        above={<Link to="/providers">{common.views.providers}</Link>}
        title={name}
        lead={provider.data && words.kinds[kindOf(provider.data.kind)]}
        actions={
          <>
            {(mayWrite || mayRun) && provider.data && <TestCall provider={provider.data} />}
            {mayWrite && (
              <>
                <Button variant="default" onClick={() => set({ edit: true }, true)}>
                  {words.edit}
                </Button>
                <ConfirmButton
                  label={words.remove}
                  title={words.removeTitle(name)}
                  confirm={words.remove}
                  act={remove}
                >
                  {words.removeLead}
                </ConfirmButton>
              </>
            )}
          </>
        }
      />
      <Stack gap="lg">
        <LimitsNow name={name} />
        {provider.data ? <ProviderSettings provider={provider.data} /> : <Skeleton height={180} />}
        <Models name={name} record={provider.data} />
      </Stack>
      {provider.data && (
        <Drawer
          opened={edit && mayWrite}
          onClose={() => set({ edit: undefined })}
          position="right"
          size={760}
          title={words.form.titleEdit(name)}
          closeButtonProps={{ "aria-label": common.close }}
        >
          <ProviderForm provider={provider.data} close={() => set({ edit: undefined })} />
        </Drawer>
      )}
    </div>
  );
}
