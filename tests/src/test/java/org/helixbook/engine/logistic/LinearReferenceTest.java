package org.helixbook.engine.logistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the fits of scikit-learn: see tests/peers/linear_reference.py. */
class LinearReferenceTest {

  static Stream<Named<JsonNode>> cases() throws IOException {
    JsonNode reference =
        new ObjectMapper()
            .readTree(LinearReferenceTest.class.getResourceAsStream("linear-reference.json"));
    return StreamSupport.stream(reference.get("cases").spliterator(), false)
        .map(item -> Named.of(item.get("name").asText(), item));
  }

  static Stream<Arguments> stoppedCases() throws IOException {
    return cases()
        .flatMap(
            item ->
                Stream.of(Solver.LBFGS, Solver.LIBLINEAR)
                    .map(solver -> Arguments.of(item, solver)));
  }

  private static DesignMatrix design(JsonNode item) {
    float[][] features = new float[item.get("features").size()][];
    for (int row = 0; row < features.length; row++) {
      JsonNode given = item.get("features").get(row);
      features[row] = new float[given.size()];
      for (int j = 0; j < features[row].length; j++) {
        features[row][j] = (float) given.get(j).asDouble();
      }
    }
    return DesignMatrix.of(features);
  }

  private static LogisticModel fit(JsonNode item, Solver solver) {
    boolean[] labels = new boolean[item.get("labels").size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = item.get("labels").get(row).asInt() == 1;
    }
    return LogisticRegression.builder()
        .c(item.get("c").asDouble())
        .standardise(item.get("standardise").asBoolean())
        .balanced(item.get("balanced").asBoolean())
        .solver(solver)
        .build()
        .fit(design(item), labels);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fitsAgree(JsonNode item) {
    LogisticModel model = fit(item, Solver.OPTIMUM);
    TaskFit fit = model.fits().get(0);
    assertTrue(fit.converged(), fit.toString());
    double best = item.get("objective").asDouble();
    assertTrue(
        fit.objective() <= item.get("objective_by_default").asDouble() * (1 + 1e-9),
        fit + " against scikit-learn's default " + item.get("objective_by_default"));
    // Features are floats here and doubles there, hence not closer.
    assertTrue(fit.objective() <= best * (1 + 1e-6), fit + " against " + best);
    if (item.get("exact").asBoolean()) {
      assertEquals(best, fit.objective(), 1e-6 * best);
      assertEquals(item.get("intercept").asDouble(), model.intercept(0), 2e-5);
      double[] coefficients = model.coefficients(0);
      for (int j = 0; j < coefficients.length; j++) {
        assertEquals(item.get("coefficients").get(j).asDouble(), coefficients[j], 1e-5);
      }
      float[][] probabilities = model.predictProbabilities(design(item));
      for (int row = 0; row < 10; row++) {
        assertEquals(item.get("probabilities").get(row).asDouble(), probabilities[0][row], 1e-6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stoppedCases")
  void solversEndWhereScikitLearnsDo(JsonNode item, Solver solver) {
    JsonNode reference = item.get(solver.label());
    LogisticModel model = fit(item, solver);
    TaskFit fit = model.fits().get(0);
    // With so weak a penalty on raw counts rounding leads two walks apart, conjugate gradients
    // most.
    boolean loose = item.get("c").asDouble() == 1e6;
    boolean veryLoose = loose && solver == Solver.LIBLINEAR;
    assertEquals(reference.get("steps").asInt(), fit.iterations(), loose ? 3 : 0);
    assertEquals(fit.iterations() < 100, fit.converged());
    double objective = reference.get("objective").asDouble();
    assertEquals(objective, fit.objective(), (veryLoose ? 1e-4 : loose ? 1e-5 : 2e-8) * objective);
    double apart = veryLoose ? 0.1 : loose ? 1e-3 : 1e-6;
    double[] coefficients = model.coefficients(0);
    for (int j = 0; j < coefficients.length; j++) {
      assertEquals(reference.get("coefficients").get(j).asDouble(), coefficients[j], apart);
    }
    assertEquals(reference.get("intercept").asDouble(), model.intercept(0), apart);
    double[] logOdds = model.logOdds(design(item))[0];
    for (int row = 0; row < 10; row++) {
      assertEquals(reference.get("logOdds").get(row).asDouble(), logOdds[row], apart);
    }
  }
}
