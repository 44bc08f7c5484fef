package org.helixbook.data;

/** What a data set is for. */
public enum Role {
  /** Travels inside the kit's jar: small, and made by the kit's own builder. */
  EMBEDDED,
  /** What embedded sets are made from; also read whole by some notebooks. */
  SOURCE,
  /** Too big or too special to embed: fetched when a notebook asks for it. */
  DOWNLOAD
}
