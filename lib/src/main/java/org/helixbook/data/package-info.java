/** What data the kit uses, where it comes from, and how it is fetched and checked. */
package org.helixbook.data;
