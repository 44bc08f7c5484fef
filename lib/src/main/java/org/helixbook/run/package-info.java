/**
 * Training runs: a {@link org.helixbook.run.Learner} and its {@link
 * org.helixbook.run.RunConfiguration}, the store that keeps runs so that they survive a stop, a
 * kill and a power cut, and what is left of each: history, checkpoint, results. It knows no
 * pictures, no tasks and no paper: what a run computes is the matter of its {@link
 * org.helixbook.run.RunKind}. Also the profile, which says how much work is done.
 */
package org.helixbook.run;
