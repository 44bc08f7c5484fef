package org.helixbook;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;

/** The compiled classes of the kit without those of its tests, for tests of how it is built. */
final class LibraryClasses {
  private static final URI TESTS =
      URI.create(
          LibraryClasses.class.getProtectionDomain().getCodeSource().getLocation().toString());

  private LibraryClasses() {}

  static JavaClasses all() {
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(TESTS.getPath()))
        .importPackages("org.helixbook");
  }
}
