/**
 * The training run: profile, settings, progress, history, and the store that keeps runs so that
 * they survive a stop, a kill and a power cut. It knows no paper.
 */
package org.helixbook.run;
