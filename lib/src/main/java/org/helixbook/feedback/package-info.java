/** What the kit tells its user: progress, tables, and input that cannot be used. */
package org.helixbook.feedback;
