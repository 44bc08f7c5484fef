package org.helixbook.kernel.assistance;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The sources that Javadoc is read from. JShell finds those of the JDK by itself and has no setting
 * for others; its list of them is reached by name, for which the kernelspec opens its package.
 */
final class JavadocSources {
  private final SourceCodeAnalysis analysis;
  private final Set<String> seen = new HashSet<>();

  JavadocSources(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Adds what lies beside the entries of a class path: {@code x-sources.jar} beside {@code x.jar},
   * and what Maven built in {@code target} from {@code src/main/java}. Entries that were there
   * before are passed over.
   */
  void addBeside(List<String> classPath) {
    List<Path> found =
        classPath.stream()
            .filter(seen::add)
            .map(entry -> Path.of(entry).toAbsolutePath())
            .flatMap(JavadocSources::candidates)
            .filter(Files::exists)
            .toList();
    if (!found.isEmpty()) {
      add(found);
    }
  }

  private static Stream<Path> candidates(Path entry) {
    Path folder = entry.getParent();
    if (folder == null) {
      return Stream.empty();
    }
    return Stream.of(
        entry.resolveSibling(entry.getFileName().toString().replace(".jar", "-sources.jar")),
        folder.resolveSibling("src/main/java"));
  }

  @SuppressWarnings("unchecked")
  private void add(List<Path> sources) {
    try {
      Method known = analysis.getClass().getDeclaredMethod("findSources");
      known.setAccessible(true);
      ((List<Path>) known.invoke(analysis)).addAll(sources);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A JDK that keeps the list elsewhere, or a kernelspec of one's own that opens nothing: then
      // tooltips have signatures only.
      return;
    }
  }
}
