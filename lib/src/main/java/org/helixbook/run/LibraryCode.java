package org.helixbook.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.storage.Digest;

/** Which code is running: the kit's own classes and the libraries that compute. */
public final class LibraryCode {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*?)\\.jar");

  private static final class Holder {
    static final String VERSION = compute();
  }

  private LibraryCode() {}

  /**
   * The packages above those that compute: no import leads from a network into them, so that a new
   * chart does not make the runs of yesterday those of another code.
   */
  private static final Pattern ABOVE =
      Pattern.compile("org/helixbook/(plot|claims|notebook|cli)/.*");

  /**
   * A digest of the kit's computing classes and the version of Deeplearning4j, in one word each.
   */
  public static String version() {
    return Holder.VERSION;
  }

  /** The libraries on the class path that have a version in their file names. */
  static SortedMap<String, String> libraries() {
    SortedMap<String, String> libraries = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Matcher jar = JAR.matcher(Path.of(entry).toFile().getName());
      if (jar.matches()) {
        libraries.put(jar.group(1), jar.group(2));
      }
    }
    return libraries;
  }

  private static String compute() {
    try {
      Path kit = place(LibraryCode.class);
      Digest.Sum sum = new Digest.Sum();
      if (Files.isDirectory(kit)) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(kit)) {
          files = walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        SortedMap<String, Path> byName = new TreeMap<>();
        for (Path file : files) {
          String name = kit.relativize(file).toString().replace(File.separatorChar, '/');
          if (computes(name)) {
            byName.put(name, file);
          }
        }
        for (SortedMap.Entry<String, Path> file : byName.entrySet()) {
          add(sum, file.getKey(), Files.readAllBytes(file.getValue()));
        }
      } else {
        try (JarFile jar = new JarFile(kit.toFile())) {
          List<JarEntry> entries =
              jar.stream()
                  .filter(entry -> entry.getName().endsWith(".class"))
                  .filter(entry -> computes(entry.getName()))
                  .sorted((a, b) -> a.getName().compareTo(b.getName()))
                  .toList();
          for (JarEntry entry : entries) {
            add(sum, entry.getName(), jar.getInputStream(entry).readAllBytes());
          }
        }
      }
      Matcher library = JAR.matcher(place(MultiLayerNetwork.class).toFile().getName());
      return "classes "
          + sum.hex().substring(0, 16)
          + ", deeplearning4j "
          + (library.matches() ? library.group(2) : "of unknown version");
    } catch (IOException e) {
      throw new UncheckedIOException("the kit's own classes cannot be read", e);
    }
  }

  static boolean computes(String classFile) {
    return !ABOVE.matcher(classFile).matches();
  }

  private static void add(Digest.Sum sum, String name, byte[] content) {
    sum.add((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
    sum.add(content);
  }

  private static Path place(Class<?> member) throws IOException {
    CodeSource source = member.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    if (url == null) {
      throw new IOException(member + " does not say where it came from");
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(url + " is no place of a file", e);
    }
  }
}
