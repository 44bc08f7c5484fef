/**
 * Many runs of one variant: a grid or a draw of its settings, each from several seeds. A run stays
 * a configuration that a {@link org.helixbook.run.RunTask} computes, here or in another process.
 */
package org.helixbook.experiment.sweep;
