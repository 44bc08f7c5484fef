package org.helixbook.paper2;

import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.WindowRows;
import org.helixbook.data.chromatin.WindowSplit;
import org.helixbook.experiment.BiGruVariant;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.bigru.Heads;
import org.helixbook.notebook.Notebook;

/**
 * Everything that decides the run of the paper's network. Notebooks that take it from the same
 * parameters find the same run: what one has trained, the other takes from the run store.
 *
 * @param dataset see {@link ChromatinData#from}
 * @param split how it is split
 * @param rows which windows are used, see {@link ChromatinData#rows}
 * @param train training windows to draw
 * @param validation validation windows to draw
 * @param test test windows to draw
 * @param bases how many bases in the middle of a window are read
 * @param rate the share of positive training windows below which a task is left out
 * @param network for one task; {@link #network} gives it as many as the data have
 * @param training how it is trained
 */
public record NetworkSettings(
    String dataset,
    WindowSplit split,
    WindowRows rows,
    int train,
    int validation,
    int test,
    int bases,
    double rate,
    BiGruDescription network,
    BiGruTraining training) {

  /**
   * Takes the settings from a notebook's parameters, each by its name; the profile {@code paper} is
   * the published protocol.
   */
  public static NetworkSettings of(Notebook book) {
    // Those first that are most worth changing: a notebook shows its first parameters openly.
    String dataset = book.parameter("dataset", "hg19-annotation");
    int trainingWindows = book.parameter("training windows", 300, 20_000, 80_000);
    int hiddenUnits = book.parameter("hidden units", 8, 64, 128);
    int epochs = book.parameter("epochs", 2, 4, 61);
    double learningRate = book.parameter("learning rate", 5e-3, 2e-3, 1e-3);
    return new NetworkSettings(
        dataset,
        book.parameter("window split", WindowSplit.CHROMOSOME),
        book.parameter("window rows", WindowRows.ALL),
        trainingWindows,
        book.parameter("validation windows", 300, 2_000, 2_000),
        book.parameter("test windows", 500, 8_000, 8_000),
        book.parameter("bases read", 100),
        book.parameter("smallest rate", ChromatinData.PAPER_RATE),
        BiGruDescription.builder(1)
            .hidden(hiddenUnits)
            .layers(book.parameter("recurrent layers", 2))
            .embedding(book.parameter("embedding size", 2))
            .heads(book.parameter("heads", Heads.SOFTMAX))
            .keep(book.parameter("keep probability", 0.95, 0.95, 0.95, 0.01, 1))
            .gateBias(book.parameter("gate bias", 1.0, 1.0, 1.0, -100, 100))
            .weightRange(book.parameter("weight range", 0, 0, 0.01)) // 0: Xavier
            .carriesState(book.parameter("carries state", false, false, true))
            .build(),
        new BiGruTraining(
            epochs,
            book.parameter("batch size", 50, 32, 20),
            learningRate,
            book.parameter("patience", 0, 2, 0), // 0: go on to the last epoch
            true,
            book.seeds().base()));
  }

  /**
   * The windows that the network learns from and is judged on. Says in the notebook what they are
   * too few for.
   */
  public ChromatinData data(Notebook book) {
    ChromatinData data = everyTask(book).frequentTasks(rate);
    data.cautions().forEach(book::say);
    return data;
  }

  /** The same windows with the rare tasks, too. */
  public ChromatinData everyTask(Notebook book) {
    return ChromatinData.from(
            dataset, split, DatasetStore.fromEnvironment(), book.seeds(), book.progress())
        .centre(bases)
        .rows(rows, book.seeds())
        .sample(train, validation, test, book.seeds());
  }

  /** The network for the tasks of these data. */
  public BiGruVariant network(ChromatinData data) {
    BiGruDescription described = network.toBuilder().tasks(data.tasks().size()).build();
    return new BiGruVariant(described.title(), described, data, training);
  }
}
