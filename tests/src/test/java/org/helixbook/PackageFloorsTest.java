package org.helixbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library is a house: a package may use those below it, never those above. */
class PackageFloorsTest {
  /** Ground floor first. A name stands for the package and, where {@code ..} is given, below it. */
  private static final List<String> FLOORS =
      List.of(
          "feedback",
          "storage",
          "randomness",
          "genome",
          "dataset",
          "numeric",
          "recurrent",
          "training",
          "evaluation",
          "linear",
          "spectrogram",
          "spectrogram.cnn",
          "spectrogram.experiment",
          "language",
          "chromatin",
          "chromatin.network",
          "chromatin.experiment",
          "report",
          "claims",
          "notebook",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.helixbook");

  @Test
  void importsPointDownOnly() {
    LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String floor : FLOORS) {
      house = house.layer(floor).definedBy("org.helixbook." + floor);
    }
    for (int i = 0; i < FLOORS.size(); i++) {
      List<String> above = FLOORS.subList(i + 1, FLOORS.size());
      house =
          above.isEmpty()
              ? house.whereLayer(FLOORS.get(i)).mayNotBeAccessedByAnyLayer()
              : house
                  .whereLayer(FLOORS.get(i))
                  .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
    }
    house.check(CLASSES);
  }

  @Test
  void everyPackageOfTheLibraryHasAFloor() {
    List<String> homeless =
        CLASSES.stream()
            .map(javaClass -> javaClass.getPackageName())
            .filter(name -> !name.startsWith("org.helixbook.kernel"))
            .filter(name -> !name.startsWith("org.helixbook.databuilder"))
            .filter(name -> !FLOORS.contains(name.replaceFirst("^org\\.helixbook\\.?", "")))
            .distinct()
            .toList();
    assertEquals(List.of(), homeless);
  }

  @Test
  void thePapersNeverSeeEachOther() {
    String[] paperOne = {"org.helixbook.spectrogram.."};
    String[] paperTwo = {"org.helixbook.chromatin..", "org.helixbook.language.."};
    noClasses()
        .that()
        .resideInAnyPackage(paperOne)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(paperTwo)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(paperTwo)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(paperOne)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("org.helixbook.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
