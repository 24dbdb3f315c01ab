/** The page of what is stored. */
@NullMarked
package dev.groundplan.upkeep.web;

import org.jspecify.annotations.NullMarked;
