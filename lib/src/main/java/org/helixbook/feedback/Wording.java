package org.helixbook.feedback;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that words something for people, such as the summary of a training, and on whose
 * result no computed number depends. The digest of a run's code leaves its body out, so that
 * another wording does not make yesterday's runs those of other code.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Wording {}
