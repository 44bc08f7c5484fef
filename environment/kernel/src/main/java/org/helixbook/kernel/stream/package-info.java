/** Carries standard output, error and input between the cells and the front end. */
package org.helixbook.kernel.stream;
