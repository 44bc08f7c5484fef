package org.helixbook.dna;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.TextFile;

/**
 * Reads FASTA: a header line {@code >name description}, then lines of bases. The file may be plain,
 * gzip or bgzip, which its first bytes tell, not its name; lines may end in LF or CR LF; empty
 * lines are skipped. Only the name, the header's first word, is kept.
 *
 * <p>htsjdk's reader takes any character as a base and knows no line numbers, so the text is read
 * here.
 */
public final class FastaFile {
  private static final int BUFFER = 1 << 16;

  /** The longest array that every Java virtual machine can make. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final byte BAD = 0;
  private static final byte AMBIGUOUS = 1;

  /** For each byte: the base in upper case, {@link #AMBIGUOUS}, or {@link #BAD}. */
  private static final byte[] KIND = kinds();

  private FastaFile() {}

  /**
   * Reads all sequences into memory; ambiguity codes other than N are refused.
   *
   * @return at least one sequence, in the file's order, each of at least one base
   * @throws InputProblem naming the file and the line, if the content is not FASTA over A, C, G, T,
   *     N, or if the file cannot be read
   */
  public static List<DnaSequence> readAll(Path file) {
    return readAll(file, AmbiguityCodes.REFUSE);
  }

  /**
   * Reads all sequences into memory.
   *
   * @param codes what to do with R, Y, M and their like
   * @return at least one sequence, in the file's order, each of at least one base
   * @throws InputProblem as {@link #readAll(Path)}
   */
  public static List<DnaSequence> readAll(Path file, AmbiguityCodes codes) {
    List<DnaSequence> sequences = new ArrayList<>();
    forEach(file, codes, sequences::add);
    return List.copyOf(sequences);
  }

  /**
   * Hands over one sequence at a time, so that no more than one needs to be in memory.
   *
   * @param codes what to do with R, Y, M and their like
   * @param action called with each sequence in the file's order; sequences before a bad line have
   *     been handed over when the problem is thrown
   * @throws InputProblem as {@link #readAll(Path)}
   */
  public static void forEach(Path file, AmbiguityCodes codes, Consumer<DnaSequence> action) {
    Objects.requireNonNull(codes, "codes");
    try (TextFile in = TextFile.open(file)) {
      new Reader(file, codes, action).read(in);
    }
  }

  private static byte[] kinds() {
    byte[] kind = new byte[256];
    for (char base : "ACGTN".toCharArray()) {
      kind[base] = (byte) base;
      kind[Character.toLowerCase(base)] = (byte) base;
    }
    for (char code : "RYSWKMBDHV".toCharArray()) {
      kind[code] = AMBIGUOUS;
      kind[Character.toLowerCase(code)] = AMBIGUOUS;
    }
    return kind;
  }

  /** The state of reading one file. */
  private static final class Reader {
    private final Path file;
    private final AmbiguityCodes codes;
    private final Consumer<DnaSequence> action;
    private final Map<String, Long> lineOfName = new HashMap<>();

    /** The line being read, from 1, and the characters of it read so far. */
    private long line = 1;

    private long column;

    private boolean inHeader;
    private byte[] header = new byte[256];
    private int headerLength;

    /** The sequence being read; null before the first header. */
    private String name;

    private byte[] bases = new byte[1 << 12];
    private int length;

    /** A CR is kept back until the LF that must follow it. */
    private boolean afterCarriageReturn;

    Reader(Path file, AmbiguityCodes codes, Consumer<DnaSequence> action) {
      this.file = file;
      this.codes = codes;
      this.action = action;
    }

    String here() {
      return at(line);
    }

    private String at(long number) {
      return file + ", line " + number;
    }

    void read(TextFile in) {
      byte[] buffer = new byte[BUFFER];
      boolean empty = true;
      for (int n = in.read(buffer, 0, BUFFER); n >= 0; n = in.read(buffer, 0, BUFFER)) {
        empty &= n == 0;
        take(buffer, n);
      }
      if (empty) {
        throw new InputProblem(
            file.toString(), "the file is empty", "give a FASTA file, or get this one again");
      }
      if (inHeader) {
        endHeader();
      }
      if (name == null) {
        throw new InputProblem(
            file.toString(), "it holds no sequence", "give a file with a header such as '>chr1'");
      }
      endSequence();
    }

    private void take(byte[] buffer, int n) {
      for (int i = 0; i < n; i++) {
        byte b = buffer[i];
        byte kind = KIND[b & 0xff];
        if (kind > AMBIGUOUS && !inHeader && name != null && !afterCarriageReturn) {
          column++;
          append(kind);
        } else if (b == '\n') {
          if (inHeader) {
            endHeader();
          }
          line++;
          column = 0;
          afterCarriageReturn = false;
        } else {
          takeOther(b, kind);
        }
      }
    }

    /** What is rare: header characters, CR, ambiguity codes, and all that is wrong. */
    private void takeOther(byte b, byte kind) {
      if (afterCarriageReturn) {
        throw new InputProblem(
            here(),
            "a carriage return stands at column " + column + ", inside the line",
            "end lines in LF or CR LF");
      }
      column++;
      if (b == '\r') {
        afterCarriageReturn = true;
      } else if (inHeader) {
        if (headerLength == header.length) {
          header = Arrays.copyOf(header, 2 * headerLength);
        }
        header[headerLength++] = b;
      } else if (b == '>' && column == 1) {
        if (name != null) {
          endSequence();
        }
        inHeader = true;
        headerLength = 0;
      } else if (name == null) {
        throw new InputProblem(
            here(),
            "there is text before the first header",
            "begin the file with a header such as '>chr1'");
      } else if (kind == AMBIGUOUS) {
        takeAmbiguous(b);
      } else {
        throw new InputProblem(
            here(), describe(b) + " at column " + column + " is not a base", mendOf(b));
      }
    }

    private void takeAmbiguous(byte code) {
      if (codes == AmbiguityCodes.REFUSE) {
        throw new InputProblem(
            here(),
            describe(code) + " at column " + column + " stands for more than one base",
            "read the file with AmbiguityCodes.AS_N to take it as N");
      }
      append((byte) 'N');
    }

    private void append(byte base) {
      if (length == bases.length) {
        if (length == LONGEST) {
          throw new InputProblem(
              here(),
              "sequence '" + name + "' has more than " + LONGEST + " bases",
              "split it into parts");
        }
        bases = Arrays.copyOf(bases, (int) Math.min(LONGEST, 2L * length));
      }
      bases[length++] = base;
    }

    private void endHeader() {
      inHeader = false;
      String text = new String(header, 0, headerLength, StandardCharsets.UTF_8);
      String word = text.split("[ \t]", 2)[0];
      if (word.isEmpty()) {
        throw new InputProblem(
            here(),
            "the header has no name",
            "write one right after '>', as in '>chr1', without a space between");
      }
      Long earlier = lineOfName.putIfAbsent(word, line);
      if (earlier != null) {
        throw new InputProblem(
            here(),
            "the name '" + word + "' was already used in line " + earlier,
            "give each sequence a name of its own: it is the first word after '>'");
      }
      name = word;
    }

    private void endSequence() {
      if (length == 0) {
        throw new InputProblem(
            at(lineOfName.get(name)),
            "sequence '" + name + "' has no bases",
            "remove its header or add its bases");
      }
      byte[] whole = length == bases.length ? bases : Arrays.copyOf(bases, length);
      bases = new byte[1 << 12];
      length = 0;
      action.accept(DnaSequence.ofOwned(name, whole));
    }

    private static String describe(byte b) {
      return switch (b) {
        case ' ' -> "a space";
        case '\t' -> "a tab";
        default ->
            b > ' ' && b < 127
                ? "'" + (char) b + "'"
                : String.format(Locale.ROOT, "byte 0x%02X", b & 0xff);
      };
    }

    private static String mendOf(byte b) {
      if (b == 'U' || b == 'u') {
        return "the file is RNA: write T for U";
      }
      return "only A, C, G, T and N are allowed: mend the line";
    }
  }
}
