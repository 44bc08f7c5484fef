package org.helixbook.databuilder;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.GzipInput;

/**
 * Reads an object that R saved with {@code saveRDS}: gzip, the binary XDR form, versions 2 and 3.
 * Only what plain vectors and S4 objects such as {@code GRanges} are made of is read; functions and
 * environments are refused. The form is described in "R Internals", section "Serialization
 * Formats".
 */
final class RdsFile {
  private static final int SYMBOL = 1;
  private static final int PAIR_LIST = 2;
  private static final int CHARACTERS = 9;
  private static final int LOGICAL = 10;
  private static final int INTEGER = 13;
  private static final int REAL = 14;
  private static final int TEXTS = 16;
  private static final int LIST = 19;
  private static final int S4 = 25;
  private static final int NULL = 254;
  private static final int REFERENCE = 255;
  private static final int HAS_ATTRIBUTES = 0x200;
  private static final int HAS_TAG = 0x400;

  /** A name; R writes each once and refers to it afterwards. */
  private record Symbol(String name) {}

  private final DataInputStream in;
  private final List<Symbol> symbols = new ArrayList<>();

  private RdsFile(DataInputStream in) {
    this.in = in;
  }

  /**
   * Reads a file.
   *
   * @return the object in it
   * @throws InputProblem if it is damaged, or holds what is not read here
   */
  static RValue read(Path file) {
    try (GzipInput packed = new GzipInput(Files.newInputStream(file))) {
      // All of it before any of it is used: its checksum stands at the end.
      RdsFile reader =
          new RdsFile(new DataInputStream(new ByteArrayInputStream(packed.readAllBytes())));
      reader.readHeader();
      if (reader.item() instanceof RValue value) {
        return value;
      }
      throw new IOException("it holds a name alone");
    } catch (IOException | NegativeArraySizeException | IndexOutOfBoundsException e) {
      String what = e instanceof EOFException ? "it ends early" : e.getMessage();
      throw new InputProblem(
          file.toString(),
          "it is not an R object that is read here (" + what + ")",
          "get it anew",
          e);
    }
  }

  private void readHeader() throws IOException {
    if (in.readUnsignedByte() != 'X' || in.readUnsignedByte() != '\n') {
      throw new IOException("it is not in the binary XDR form");
    }
    int version = in.readInt();
    in.readInt(); // the version of R that wrote it
    in.readInt(); // the oldest version of R that reads it
    if (version == 3) {
      in.skipNBytes(in.readInt()); // the encoding's name
    } else if (version != 2) {
      throw new IOException("its version is " + version);
    }
  }

  /** An {@code RValue}, a {@code Symbol}, a {@code String} or null. */
  private Object item() throws IOException {
    int flags = in.readInt();
    int type = flags & 0xff;
    return switch (type) {
      case NULL -> null;
      case REFERENCE -> {
        int index = flags >>> 8;
        yield symbols.get((index == 0 ? in.readInt() : index) - 1);
      }
      case SYMBOL -> {
        Symbol symbol = new Symbol((String) item());
        symbols.add(symbol);
        yield symbol;
      }
      case CHARACTERS -> characters();
      case PAIR_LIST -> new RValue(null, pairs(flags));
      case S4 -> new RValue(null, attributes(flags));
      case LOGICAL, INTEGER -> {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
          values[i] = in.readInt();
        }
        yield new RValue(values, attributes(flags));
      }
      case REAL -> {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
          values[i] = in.readDouble();
        }
        yield new RValue(values, attributes(flags));
      }
      case TEXTS, LIST -> {
        int count = in.readInt();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          values.add(item());
        }
        yield new RValue(values, attributes(flags));
      }
      default -> throw new IOException("an object of type " + type + " is in it");
    };
  }

  private String characters() throws IOException {
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private Map<String, RValue> attributes(int flags) throws IOException {
    if ((flags & HAS_ATTRIBUTES) == 0) {
      return Map.of();
    }
    RValue list = (RValue) item();
    return list == null ? Map.of() : list.attributes();
  }

  /** A chain of pairs: tag, value, and the rest of the chain. */
  private Map<String, RValue> pairs(int firstFlags) throws IOException {
    Map<String, RValue> values = new HashMap<>();
    int flags = firstFlags;
    while ((flags & 0xff) == PAIR_LIST) {
      attributes(flags);
      String tag = (flags & HAS_TAG) == 0 ? "" : ((Symbol) item()).name();
      if (item() instanceof RValue value) {
        values.put(tag, value);
      }
      flags = in.readInt();
    }
    if ((flags & 0xff) != NULL) {
      throw new IOException("a list of pairs ends in an object of type " + (flags & 0xff));
    }
    return values;
  }
}
