package org.helixbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Only a paper's own package names the paper, a claim of it or a figure of it: another paper then
 * needs no change below. Javadoc may cite; it is not in the class files.
 */
class NamesOfPapersTest {
  private static final Pattern NAME = Pattern.compile("Paper ?[12]|P[12]\\.\\d|Fig(ure|\\.) ?\\d");

  @Test
  void noClassBelowThePapersNamesOne() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass one : LibraryClasses.all()) {
      if (!one.getPackageName().matches("org\\.helixbook\\.paper[^.]+(\\..*)?")) {
        for (String text : texts(one)) {
          if (NAME.matcher(text).find()) {
            found.add(one.getName() + ": " + text);
          }
        }
      }
    }
    assertEquals("", String.join("\n", found));
  }

  @Test
  void noScriptNamesOne() throws IOException {
    Path environment = Path.of(System.getProperty("helixbook.root", ".."), "environment");
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(environment)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = environment.relativize(file).toString();
        if (!name.contains("target") && !name.contains("src") && !name.contains("__pycache__")) {
          Files.readString(file)
              .lines()
              .filter(line -> NAME.matcher(line).find())
              .forEach(line -> found.add(name + ": " + line.strip()));
        }
      }
    }
    assertEquals("", String.join("\n", found));
  }

  /** Every text of a class file's constant pool: names, and what stands between quotes. */
  private static List<String> texts(JavaClass one) throws IOException {
    List<String> texts = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(one.getSource().orElseThrow().getUri().toURL().openStream())) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 ->
              texts.add(new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8));
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // a long number takes two places
          }
          default -> in.skipNBytes(4);
        }
      }
    }
    return texts;
  }
}
