/** Seeds with names, so that each random draw can be repeated alone. */
package org.helixbook.randomness;
