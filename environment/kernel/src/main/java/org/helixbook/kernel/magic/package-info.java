/** The line magics: {@code %classpath} and {@code %jars}. */
package org.helixbook.kernel.magic;
