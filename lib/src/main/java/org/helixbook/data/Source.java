package org.helixbook.data;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** One way to get a file. Bytes and SHA-256 are those of the file as this source gives it. */
public sealed interface Source {

  /** The file's size, empty if unknown. */
  OptionalLong bytes();

  /** The file's SHA-256 as 64 hexadecimal digits, empty if unknown. */
  Optional<String> sha256();

  /**
   * A resource in the kit's jar.
   *
   * @param resource its path on the class path, without a leading slash
   * @param bytes the file's size, empty if unknown
   * @param sha256 the file's SHA-256, empty if unknown
   */
  record Embedded(String resource, OptionalLong bytes, Optional<String> sha256) implements Source {}

  /**
   * A file inside a Debian package.
   *
   * @param packageName the binary package
   * @param packageVersion its whole version, such as {@code 0.57721+ds-3}
   * @param architecture {@code all}, or the architecture that the digests belong to
   * @param packageBytes size of the {@code .deb}
   * @param packageSha256 SHA-256 of the {@code .deb}
   * @param path the file's path inside, with a leading slash
   * @param bytes the file's size, empty if unknown
   * @param sha256 the file's SHA-256, empty if unknown
   */
  record Debian(
      String packageName,
      String packageVersion,
      String architecture,
      long packageBytes,
      String packageSha256,
      String path,
      OptionalLong bytes,
      Optional<String> sha256)
      implements Source {

    /** The name under which apt saves the package: a colon in the version is written %3a. */
    public String fileName() {
      return packageName + "_" + packageVersion.replace(":", "%3a") + "_" + architecture + ".deb";
    }

    /** How apt-get names this very package: {@code vt-examples=0.57721+ds-3}. */
    public String aptName() {
      String qualified =
          architecture.equals("all") ? packageName : packageName + ":" + architecture;
      return qualified + "=" + packageVersion;
    }
  }

  /**
   * A server.
   *
   * @param url an http or https address
   * @param bytes the file's size, empty if unknown
   * @param sha256 the file's SHA-256, empty if unknown
   */
  record Url(URI url, OptionalLong bytes, Optional<String> sha256) implements Source {}

  /**
   * Only a mirror folder: the file is derived, and no server offers it.
   *
   * @param bytes the file's size, empty if unknown
   * @param sha256 the file's SHA-256, empty if unknown
   */
  record Mirror(OptionalLong bytes, Optional<String> sha256) implements Source {}
}
