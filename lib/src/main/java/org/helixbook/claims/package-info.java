/**
 * The ledger: every claim of both papers ({@code claims.json}), the rule by which each is accepted,
 * what the notebooks measured, and the verdict that follows. The ledger computes; it never invents.
 *
 * <p>Notebooks record measurements with {@code book.record(MainResult...)} under exactly these ids;
 * another id is refused, unless it begins with {@code kit-} and belongs to no claim. A claim that
 * allows several readings (reconstructions 2a and 2b) is recorded once each, with {@code
 * variant("2a")}. Rules by overlap and by difference need {@code interval(low, high)} or, for
 * differences from zero, {@code against(other, p)}.
 *
 * <ul>
 *   <li>{@code P1.1-} windows*, train*
 *   <li>{@code P1.2-} steps
 *   <li>{@code P1.3-} gain*, gain-scaling, gain-standardisation, gain-resize, gain-blur
 *   <li>{@code P1.4-} parameters*, rows*, memory*
 *   <li>{@code P1.5-} accuracy*, f1-cdn*, f1-lnsd*, auc*, ece, seconds
 *   <li>{@code P1.6-} parameters*
 *   <li>{@code P1.7-} accuracy*, f1-cdn*, f1-lnsd*, auc*, ece, seconds
 *   <li>{@code P1.8-} parameters*
 *   <li>{@code P1.9-} accuracy, f1-cdn, f1-lnsd, auc, collapsed-share, ece, seconds,
 *       plateau-share-model-1, plateau-share-model-2, plateau-share-model-3
 *   <li>{@code P1.10-} epochs*, settings-changed*
 *   <li>{@code P1.11-} model-1*, model-2*, model-3*
 *   <li>{@code P1.12-} memory-model-1, memory-model-2, memory-model-3, peak-model-1
 *   <li>{@code P1.13-} accuracy-difference*, mcnemar-p
 *   <li>{@code P1.14-} accuracy
 *   <li>{@code P1.15-} cnn-minus-period3*, cnn-accuracy, cnn-auc, period3-accuracy, period3-auc,
 *       kmer-accuracy, kmer-auc, best-cnn-minus-period3*, best-cnn-accuracy, best-cnn-auc,
 *       cnn-minus-gc*, gc-matched-accuracy*, length-spread*, gc-accuracy, gc-auc,
 *       period3-gc-matched-accuracy, erased-accuracy, whole-accuracy, erased-drop*
 *   <li>{@code P1.16-} random-minus-disjoint*, accuracy-random, accuracy-disjoint,
 *       transfer-accuracy, transfer-auc, transfer-model-2a-accuracy, transfer-model-2a-auc,
 *       transfer-period3-accuracy, transfer-period3-auc
 *   <li>{@code P2.1-} train*, test*, validation*, tasks*, twins
 *   <li>{@code P2.2-} length*
 *   <li>{@code P2.3-} tasks*
 *   <li>{@code P2.4-} features*
 *   <li>{@code P2.5-} repeat*, random*, ecoli*, ecoli-markov, ecoli-markov-0, falciparum*,
 *       falciparum-markov, falciparum-markov-0
 *   <li>{@code P2.6-} spread*, rnn, lstm, gru
 *   <li>{@code P2.7-} perplexity*, gain*, base-rate, epoch, parameters
 *   <li>{@code P2.8-} win-share*, mean-f1-difference*, wins, losses, ties, mean-f1-lr, mean-f1-rnn,
 *       replayed-difference, replayed-wins, size-win-share*, size-mean-f1-difference*
 *   <li>{@code P2.9-} win-share*, mean-f1-difference, wins, share-gain
 *   <li>{@code P2.10-} auprc-difference*, auroc-difference, f1-difference
 *   <li>{@code P2.11-} auprc-gain*, auroc-gain
 *   <li>{@code P2.12-} time-ratio*, seconds-rnn, seconds-lr
 *   <li>{@code P2.13-} auprc-difference*, auroc-difference, reverse-complement-shift,
 *       reverse-complement-auroc
 *   <li>{@code P2.14-} f1-difference*, auroc-difference*, auprc-difference*, auroc-rnn, auroc-lr,
 *       auprc-rnn, auprc-lr, wins
 *   <li>{@code P2.15-} f1-difference*, auroc-difference*, auprc-difference*, auroc-lr, auprc-lr,
 *       f1-half-difference, wins
 *   <li>{@code P2.16-} clockwork-auprc-difference, words-auprc-difference, 200bp-auprc-difference,
 *       clockwork-perplexity
 * </ul>
 *
 * <p>A star marks what a rule judges; the rest is shown beside it.
 */
package org.helixbook.claims;
