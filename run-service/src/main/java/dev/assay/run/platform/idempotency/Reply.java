package dev.assay.run.platform.idempotency;

/**
 * What a request that creates something answers.
 *
 * @param status 201 when it was made, 200 when it was there
 * @param location path of what was made, null for none
 * @param body answered now
 * @param stored answered when the same request comes again; differs from the body only where that
 *     holds a secret which is shown once
 */
public record Reply(int status, String location, Object body, Object stored) {

  /** 201 with the same answer every time. */
  public static Reply created(String location, Object body) {
    return new Reply(201, location, body, body);
  }

  /** 201 with a secret that is shown once and never stored. */
  public static Reply created(String location, Object body, Object withoutSecret) {
    return new Reply(201, location, body, withoutSecret);
  }

  /** 200: it was there already. */
  public static Reply existing(String location, Object body) {
    return new Reply(200, location, body, body);
  }
}
