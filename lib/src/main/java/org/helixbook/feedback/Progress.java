package org.helixbook.feedback;

/**
 * Listens to long work. The worker calls {@link #begin} once, {@link #advance} as often as it
 * likes, and {@link #end} once; a listener decides how often it shows anything. Implementations
 * must accept calls from any one thread at a time.
 */
@FunctionalInterface
public interface Progress {

  /**
   * Work begins.
   *
   * @param task what is being done, for a reader: {@code "Model 2, seed 1"}
   * @param total how many units there are, 0 if unknown
   * @param unit the name of one unit in the plural: {@code "batches"}, {@code "bytes"}
   */
  default void begin(String task, long total, String unit) {}

  /**
   * Work has come this far.
   *
   * @param done units finished so far, counted from 0
   * @param detail what a reader may want to see now, such as the loss; may be empty
   */
  void advance(long done, String detail);

  /**
   * Work has ended, finished or not.
   *
   * @param summary how it ended, in a few words
   */
  default void end(String summary) {}

  /**
   * The same listener, which hears of the next works under another name. For a worker that does not
   * know what its work is a part of.
   *
   * @param name what is being done, for a reader
   */
  default Progress calling(String name) {
    Progress listener = this;
    return new Progress() {
      @Override
      public void begin(String task, long total, String unit) {
        listener.begin(name, total, unit);
      }

      @Override
      public void advance(long done, String detail) {
        listener.advance(done, detail);
      }

      @Override
      public void end(String summary) {
        listener.end(summary);
      }
    };
  }

  /** A listener that shows nothing. */
  static Progress silent() {
    return (done, detail) -> {};
  }
}
