/** A class that Deeplearning4j looks for by reflection and no longer finds in ND4J. */
package org.nd4j.nativeblas;
