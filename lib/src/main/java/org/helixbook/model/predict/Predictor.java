package org.helixbook.model.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.BedFile;
import org.helixbook.dna.BedRecord;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunPredictor;
import org.helixbook.run.RunStore;

/**
 * A trained network of a run, to be asked of other sequences.
 *
 * <pre>{@code
 * var predictor = Predictor.of(book.runs(), "0123456789abcdef");
 * book.show(predictor.predict(Path.of("sequences.fa")).table());
 * }</pre>
 *
 * <p>Windows are as long as those that the run learned from; what it was not trained for (a shorter
 * sequence, another alphabet) is refused. A language model reads any length, and says what it pays
 * for it in bits a base.
 */
public final class Predictor {
  private static final Progress NONE = Progress.silent();

  private final RunModel run;
  private final RunPredictor says;
  private final Progress progress;

  private Predictor(RunModel run, RunPredictor says, Progress progress) {
    this.run = run;
    this.says = says;
    this.progress = progress;
  }

  /**
   * The network of a run: after its last epoch, or of the one that validation data chose. A run
   * that was exported elsewhere is data and not code: no class is loaded that it names, and nothing
   * is written.
   *
   * @param store where runs are kept
   * @param run its id or the beginning of it; or the path of an exported run, a zip file or folder
   * @throws InputProblem if there is no such run, it is damaged, or it learned from something that
   *     DNA cannot be turned into
   */
  public static Predictor of(RunStore store, String run) {
    return of(store, run, NONE);
  }

  /** The same with a listener, who is told of each window. */
  public static Predictor of(RunStore store, String run, Progress progress) {
    try {
      RunModel model = RunModel.of(store, run, progress);
      RunPredictor predictor = RunKind.of(model.configuration()).predictor(model);
      requirePrintable(model.name(), predictor.outputs());
      return new Predictor(model, predictor, progress);
    } catch (InputProblem e) {
      throw e;
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      // Whatever a damaged or made-up file leads to, in the libraries too, is the file's fault.
      throw new InputProblem(
          "run '" + run + "'",
          "its network cannot be made from what it kept ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + ")",
          "export it again from where it was trained, or train it again",
          e);
    }
  }

  /** Names come from a file, and go to a terminal and into columns. */
  private static void requirePrintable(String where, List<String> names) {
    for (String name : names) {
      if (!name.matches("[^\\p{Cntrl}\"]+")) {
        throw new InputProblem(
            where,
            "the name of its class or task " + (names.indexOf(name) + 1) + " cannot be printed",
            "export it again from where it was trained");
      }
    }
  }

  /**
   * The simple method that the run keeps beside its network, such as the period-3 ratio: one number
   * of a window and one threshold, fitted on the same training windows.
   *
   * @throws InputProblem if it keeps none
   */
  public Predictor baseline() {
    return new Predictor(
        run,
        says.baseline()
            .orElseThrow(
                () ->
                    new InputProblem(
                        run.name(),
                        "it keeps no baseline beside its network",
                        "ask an image classifier of two classes of windows")),
        progress);
  }

  /** Which run, what it was trained for and how far, in a sentence. */
  public String title() {
    int asked = run.configuration().epochs();
    return run.name()
        + ", "
        + RunKind.of(run.configuration()).title()
        + " '"
        + run.configuration().experiment().replaceAll("[\\p{Cntrl}\"]", " ")
        + "', "
        + (run.epochs() == asked ? "" : run.epochs() + " of ")
        + CountText.of(asked, "epoch")
        + ", "
        + (reads() == 0 ? "any length" : "windows of " + reads() + " bases");
  }

  /** Whether other code than this began the run: then the last bits may be others. */
  public boolean isOfOtherCode() {
    return !RunKind.isOfThisCode(run.configuration());
  }

  private int reads() {
    return says.windowLength();
  }

  /**
   * Sequences, cut into windows that touch; what is left over at an end is left out and counted.
   *
   * @throws InputProblem if one is shorter than a window, or holds an N and the run has never seen
   *     one
   */
  public Prediction predict(List<DnaSequence> sequences) {
    Scores scores = new Scores();
    sequences.forEach(sequence -> cut(sequence, "sequence " + sequence.name(), scores));
    return scores.end();
  }

  /**
   * The same for the records of a FASTA file.
   *
   * @throws InputProblem naming file, record and base
   */
  public Prediction predict(Path fasta) {
    Scores scores = new Scores();
    FastaFile.forEach(fasta, codes(), r -> cut(r, fasta + ", record " + r.name(), scores));
    return scores.end();
  }

  private AmbiguityCodes codes() {
    return says.readsUnknown() ? AmbiguityCodes.AS_N : AmbiguityCodes.REFUSE;
  }

  private void cut(DnaSequence record, String where, Scores scores) {
    int length = reads() == 0 ? record.length() : reads();
    requireLength(record.length(), where);
    for (long at = 0; at + length <= record.length(); at += length) {
      int start = (int) at;
      DnaSequence window = record.subsequence(start, start + length);
      requireKnown(window, where, start);
      scores.add(place(record, start, start + length), "", window);
    }
    scores.leaveOut("bases at the ends of records, less than a window", record.length() % length);
  }

  private static GenomicInterval place(DnaSequence record, int start, int end) {
    return new GenomicInterval(record.name(), start, end, Strand.FORWARD);
  }

  private void requireLength(int length, String where) {
    if (length < reads()) {
      throw new InputProblem(
          where,
          "it has "
              + CountText.of(length, "base")
              + ", and "
              + run.name()
              + " was trained on windows of "
              + reads(),
          "give at least " + reads() + " bases, or a run that was trained on shorter windows");
    }
  }

  private void requireKnown(DnaSequence window, String where, int start) {
    int known = known(window);
    if (reads() == 0 && known < 2) {
      throw new InputProblem(
          where,
          "it has " + CountText.of(known, "known base") + ", and the first is never foretold",
          "give at least 2");
    }
    if (known < window.length() && !says.readsUnknown()) {
      throw new InputProblem(
          where + ", base " + (start + window.bases().indexOf('N') + 1),
          "it is N, and " + run.name() + " was trained on known bases alone",
          "leave that part out, or make a track with --step, which passes over it");
    }
  }

  private static int known(DnaSequence window) {
    return (int) window.bases().chars().filter(base -> base != 'N').count();
  }

  /**
   * Regions of a genome, a row each in the order of the file: the window in the middle of the
   * region, read from its strand. A language model reads the whole region.
   *
   * @param genome FASTA
   * @param regions BED, each at least as long as a window
   * @throws InputProblem naming file and region, if there is no such place, it is shorter than a
   *     window, or holds an N and the run has never seen one
   */
  public Prediction predict(Path genome, Path regions) {
    List<BedRecord> records = BedFile.readAll(regions);
    Map<String, List<Integer>> bySequence = new LinkedHashMap<>();
    IntStream.range(0, records.size())
        .forEach(
            i ->
                bySequence
                    .computeIfAbsent(
                        records.get(i).interval().chromosome(), name -> new ArrayList<>())
                    .add(i));
    GenomicInterval[] places = new GenomicInterval[records.size()];
    DnaSequence[] windows = new DnaSequence[records.size()];
    FastaFile.forEach(
        genome,
        codes(),
        sequence -> {
          List<Integer> own = bySequence.remove(sequence.name());
          for (int i : own == null ? List.<Integer>of() : own) {
            String where = where(regions, records.get(i));
            places[i] = window(records.get(i).interval(), sequence, where);
            DnaSequence window = sequence.subsequence(places[i].start(), places[i].end());
            requireKnown(window, where, places[i].start());
            windows[i] = places[i].strand() == Strand.REVERSE ? window.reverseComplement() : window;
          }
        });
    if (!bySequence.isEmpty()) {
      BedRecord lost = records.get(bySequence.values().iterator().next().get(0));
      throw new InputProblem(
          where(regions, lost),
          genome + " has no sequence '" + lost.interval().chromosome() + "'",
          "name sequences alike in both files: the first word after '>'");
    }
    Scores scores = new Scores();
    for (int i = 0; i < windows.length; i++) {
      scores.add(places[i], records.get(i).name().orElse(""), windows[i]);
    }
    return scores.end();
  }

  private static String where(Path regions, BedRecord record) {
    GenomicInterval at = record.interval();
    return regions + ", region " + at.chromosome() + ":" + at.start() + "-" + at.end();
  }

  private GenomicInterval window(GenomicInterval region, DnaSequence sequence, String where) {
    if (region.end() > sequence.length()) {
      throw new InputProblem(
          where,
          "it ends behind the " + CountText.of(sequence.length(), "base") + " of its sequence",
          "take regions and sequence from the same assembly");
    }
    requireLength(region.length(), where);
    int length = reads() == 0 ? region.length() : reads();
    int start = region.start() + (region.length() - length) / 2;
    return new GenomicInterval(region.chromosome(), start, start + length, region.strand());
  }

  /**
   * A track along each record: a window every so many bases, whose numbers stand for as many bases
   * in its middle. Windows that cannot be used are passed over and counted. A language model's
   * number is the mean over as many bases.
   *
   * @param step bases from one window to the next, at least 1
   */
  public Prediction predict(Path fasta, int step) {
    if (step < 1) {
      throw new InputProblem("step", "it is " + step, "use at least 1 base");
    }
    Scores scores = new Scores();
    FastaFile.forEach(
        fasta,
        AmbiguityCodes.AS_N,
        record -> {
          if (reads() == 0) {
            meansAlong(record, step, scores);
          } else {
            windowsAlong(record, step, scores);
          }
        });
    return scores.end();
  }

  private void windowsAlong(DnaSequence record, int step, Scores scores) {
    scores.leaveOut("records shorter than a window", record.length() < reads() ? 1 : 0);
    int margin = (reads() - step) / 2;
    for (long at = 0; at + reads() <= record.length(); at += step) {
      int start = (int) at;
      DnaSequence window = record.subsequence(start, start + reads());
      if (says.readsUnknown() || window.isUnambiguous()) {
        int from = Math.max(0, start + margin);
        int to = (int) Math.min(record.length(), (long) start + margin + step);
        scores.add(place(record, from, to), "", window);
      } else {
        scores.leaveOut("windows with an unknown base", 1);
      }
    }
  }

  private void meansAlong(DnaSequence record, int step, Scores scores) {
    if (known(record) < 2) {
      scores.leaveOut("records of unknown bases", 1);
      return;
    }
    double[] bits = says.perBase(record);
    for (long at = 0; at < bits.length; at += step) {
      int start = (int) at;
      int end = (int) Math.min(bits.length, at + step);
      double mean =
          Arrays.stream(bits, start, end)
              .filter(x -> !Double.isNaN(x))
              .average()
              .orElse(Double.NaN);
      if (Double.isNaN(mean)) {
        scores.leaveOut("stretches of unknown bases", 1);
      } else {
        scores.put(place(record, start, end), "", new double[] {mean});
      }
    }
  }

  /** Gathers windows until there are as many as the network is given at a time. */
  private final class Scores {
    private final List<DnaSequence> waiting = new ArrayList<>();
    private final List<GenomicInterval> places = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Prediction.Row> rows = new ArrayList<>();
    private final Map<String, Long> leftOut = new HashMap<>();

    Scores() {
      progress.begin("Predictions of " + run.name(), 0, "windows");
    }

    void add(GenomicInterval place, String name, DnaSequence window) {
      waiting.add(window);
      places.add(place);
      names.add(name);
      if (waiting.size() == says.atOnce()) {
        score();
      }
    }

    void put(GenomicInterval place, String name, double[] scores) {
      rows.add(new Prediction.Row(place, name, scores, says.calls(scores)));
    }

    void leaveOut(String what, long count) {
      leftOut.merge(what, count, Long::sum);
    }

    private void score() {
      double[][] scores = says.score(List.copyOf(waiting));
      for (int i = 0; i < scores.length; i++) {
        put(places.get(i), names.get(i), scores[i]);
      }
      waiting.clear();
      places.clear();
      names.clear();
      progress.advance(rows.size(), "");
    }

    Prediction end() {
      if (!waiting.isEmpty()) {
        score();
      }
      progress.end(CountText.of(rows.size(), "row"));
      List<String> sentences =
          leftOut.entrySet().stream()
              .filter(entry -> entry.getValue() > 0)
              .map(entry -> entry.getKey() + ": " + entry.getValue())
              .sorted()
              .toList();
      return new Prediction(title(), says.outputs(), says.thresholds(), rows, sentences);
    }
  }
}
