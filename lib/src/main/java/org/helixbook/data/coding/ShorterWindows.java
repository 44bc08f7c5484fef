package org.helixbook.data.coding;

import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;

/** The same windows, shorter: what length alone is worth. */
public final class ShorterWindows {
  private ShorterWindows() {}

  /**
   * Cuts the middle out of each window, whole codons from its start, so that a coding window stays
   * in frame.
   *
   * @param windows longer than or as long as wanted
   * @param length in nt, a multiple of 3
   * @return as many windows with the same names and labels
   * @throws InputProblem if the length is no multiple of 3, or a window is shorter
   */
  public static LabelledSequences cut(LabelledSequences windows, int length) {
    if (length < 3 || length % 3 != 0) {
      throw new InputProblem(
          "window length", "it is " + length + " nt", "use a multiple of 3, to keep whole codons");
    }
    List<DnaSequence> shorter =
        windows.sequences().stream()
            .map(
                window -> {
                  if (window.length() < length) {
                    throw new InputProblem(
                        "window " + window.name(),
                        "it has " + window.length() + " nt and not " + length,
                        "ask for shorter windows");
                  }
                  int start = (window.length() - length) / 6 * 3;
                  return DnaSequence.of(
                      window.name(), window.bases().substring(start, start + length));
                })
            .toList();
    return new LabelledSequences(shorter, windows.labels(), windows.classNames());
  }
}
