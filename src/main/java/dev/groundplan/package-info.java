/** Groundplan, the self-service infrastructure portal. */
@NullMarked
package dev.groundplan;

import org.jspecify.annotations.NullMarked;
