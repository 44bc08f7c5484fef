package org.helixbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library is a house: a package may use those below it, never those above. */
class PackageFloorsTest {
  /** Ground floor first. A name stands for the package and for the rooms below it. */
  private static final List<String> FLOORS =
      List.of(
          "feedback",
          "storage",
          "dna",
          "engine",
          "eval",
          "run",
          "data",
          "signal",
          "model",
          "plot",
          "experiment",
          "claims",
          "notebook",
          "paper",
          "cli");

  private static final JavaClasses CLASSES = LibraryClasses.all();

  @Test
  void importsPointDownOnly() {
    LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String floor : FLOORS) {
      house =
          house
              .layer(floor)
              .definedBy(
                  floor.equals("paper")
                      ? "org.helixbook.paper*.."
                      : "org.helixbook." + floor + "..");
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

  /** Java's own reader drops what follows a damaged member's header. */
  @Test
  void onePlaceOpensGzip() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.zip.GZIPInputStream")
        .because("org.helixbook.storage.GzipInput reads to the proven end")
        .check(CLASSES);
  }

  @Test
  void everyPackageOfTheLibraryHasAFloor() {
    List<String> homeless =
        CLASSES.stream()
            .map(javaClass -> javaClass.getPackageName())
            .filter(name -> !name.matches("org\\.helixbook\\.(kernel|databuilder)(\\..*)?"))
            .filter(
                name ->
                    FLOORS.stream()
                        .noneMatch(
                            floor ->
                                name.matches(
                                    "org\\.helixbook\\."
                                        + (floor.equals("paper") ? "paper[^.]+" : floor)
                                        + "(\\..*)?")))
            .distinct()
            .toList();
    assertEquals(List.of(), homeless);
  }

  @Test
  void thePapersNeverSeeEachOther() {
    slices().matching("org.helixbook.(paper*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("org.helixbook.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
