/** The files with which others run the portal. */
package dev.groundplan.deploy;
