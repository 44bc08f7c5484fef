/** The magics: lines that begin with a percent sign, as IJava and JJava have them. */
package org.helixbook.kernel.magic;
