package org.helixbook.cluster;

import java.io.Serializable;

/**
 * What an executor gives back of a run.
 *
 * @param exported its folder, as {@link org.helixbook.run.StoredRun#export} packs it; empty where
 *     the executor wrote into the folder of who asked, and of a run that could not be computed
 * @param failure why it could not be computed; empty if it was
 */
record Computed(byte[] exported, String failure) implements Serializable {}
