package dev.assay.run.engine.backlog;

import dev.assay.run.library.providers.ProviderSettings.Limits;
import dev.assay.run.library.providers.accounts.AccountLimits;

/** How many calls at a time an account can use, and how many workers those keep busy. Pure. */
final class Usable {
  private Usable() {}

  /**
   * Of the calls that are wanted at a time those that the account's limits let run.
   *
   * <p>A rate becomes a number of calls at a time by how long a call takes (Little's law): those
   * that run, over those that were started in a minute, is a call's minutes. As long as that is not
   * known, a call is taken to last a minute: then all that may start in one run at a time.
   *
   * @param limits as configured, null for none
   * @param now by the workers' word, null when none has called it lately
   * @param paused whether nothing is sent to it for now
   */
  static long calls(long wanted, Limits limits, AccountLimits.Now now, boolean paused) {
    if (paused) {
      return 0;
    }
    if (limits == null) {
      return wanted;
    }
    double most = wanted;
    if (limits.maxConcurrency() != null) {
      most = Math.min(most, limits.maxConcurrency());
    }
    if (limits.rpm() != null) {
      most = Math.min(most, atATime(limits.rpm(), now));
    }
    if (limits.tpm() != null && now != null && started(now) && now.tokensLastMinute() > 0) {
      double tokens = (double) now.tokensLastMinute() / now.startedLastMinute();
      most = Math.min(most, atATime(limits.tpm() / tokens, now));
    }
    return (long) Math.ceil(most);
  }

  private static double atATime(double callsPerMinute, AccountLimits.Now now) {
    double minutes =
        now != null && started(now) && now.running() > 0
            ? Math.min(1, (double) now.running() / now.startedLastMinute())
            : 1;
    return Math.max(1, callsPerMinute * minutes);
  }

  private static boolean started(AccountLimits.Now now) {
    return now.startedLastMinute() > 0;
  }

  /**
   * Workers for so many calls at a time.
   *
   * @param usable calls at a time, of all accounts
   * @param dispatched calls that workers have: as long as there is one, a worker is needed
   */
  static int workers(long usable, long dispatched, int callsPerWorker) {
    long full = (usable + callsPerWorker - 1) / callsPerWorker;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(full, dispatched > 0 ? 1 : 0));
  }
}
