/** The training run: profile, settings, progress, history. It knows no paper. */
package org.helixbook.training;
