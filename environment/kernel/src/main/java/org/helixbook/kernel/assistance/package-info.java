/** Completion, documentation and the completeness check of code that is being written. */
package org.helixbook.kernel.assistance;
