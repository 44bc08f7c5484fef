package org.helixbook.signal;

/** How one intensity becomes red, green and blue, for mappings without three channels. */
public enum ColourMap {
  /** Black to white: the three channels are equal. */
  GREY(new float[][] {{0, 0, 0}, {1, 1, 1}}),
  /**
   * Dark blue over green to yellow: straight lines between five colours read off viridis (Smith and
   * van der Walt 2015, CC0). Brightness grows all the way, also for colour-blind eyes.
   */
  VIRIDIS(
      new float[][] {
        {0.267f, 0.005f, 0.329f},
        {0.230f, 0.322f, 0.546f},
        {0.128f, 0.567f, 0.551f},
        {0.369f, 0.789f, 0.383f},
        {0.993f, 0.906f, 0.144f}
      });

  private final float[][] anchors;

  ColourMap(float[][] anchors) {
    this.anchors = anchors;
  }

  /**
   * One channel of the colour of an intensity.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param intensity in [0, 1]
   * @return in [0, 1]
   */
  public float channel(int channel, double intensity) {
    double place = intensity * (anchors.length - 1);
    int below = Math.min((int) place, anchors.length - 2);
    double share = place - below;
    return (float) ((1 - share) * anchors[below][channel] + share * anchors[below + 1][channel]);
  }
}
