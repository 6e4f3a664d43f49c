/**
 * Ordinary words that people are called by too, first names and surnames. Written small they are taken for the word; with a capital
 * letter they may be a name, and are proposed as no more than possible.
 */
export const ordinaryWords: ReadonlySet<string> = new Set(`
able angel april apple august autumn baker banks barber bell berry best bill bird bishop black blue bond bloom book booth bowler boy bright brook brooks brown buck bull burns bush butler
camp care carpenter carter case cash chance chase charity child church clay clear clerk close cook cooper cope cotton court crisp cross crow dale daisy dance dawn day dean dear death dove drake draper drew drive duke dyer
earl east easter england english eve ever faith fair farmer fern field fields finch fish fisher fletcher flint flower flowers ford forest fox frank french freeman frost full gale garden gardener gay gift glass gold golden good grace grant gray green grey grove guest guy
hale hall hand hardy harper hart hazel head heath heather hill hills holly holmes honour hood hope house hunt hunter ice ireland iris ivy jade jasmine jewel joiner jolly joy judge june key keys king knight knott
lake lamb land lane law lawn leach leaf lee light lily little lock long lord love low lucky major man manning manor march mark marsh marshall mason master may mayor meadow mercy merry mew mews miles mill miller mills mind moon moor moss mount munday
nation neat new newman nice noble noon norm norman north nurse oak old olive page pain paine palmer parish park parks pat patience peace pearl peel penny peters pike pine pitt place plant pleasant pond pool pope poppy porter post potter power powers price prince prior prosper proud queen quick quill
rain ransom raven ray read reader reading reed reeves rest rice rich ring rise river rivers rob robin rock rod root rose rosemary rowe royal ruby rule rush sage salt sands sandy savage scarlet school scott sea self sergeant shade sharp shepherd shields short silver singer skill skinner sky slack slater small smart snow song south spark sparks speed spencer spice spring star steel stern stone storm street strong sue summer summers sunny swan sweet swift
tanner teal temple thorn tidy tiger trinity true truth tuesday turner twin usher vale van victor victory vine violet wade wait wales walker wall walls ward warden warm water waters way weaver webb week weeks wells welsh west wheeler white wild will willow wills winter winters wise wish wolf wonder wood woods words work worth wren young
`.split(/\s+/).filter((word) => word !== ''));

/** Months that are names: not meant as names beside a number, nor after a word that comes before a month. */
export const monthNames: ReadonlySet<string> = new Set(['april', 'may', 'june', 'august', 'march']);
export const beforeMonths: ReadonlySet<string> = new Set(['in', 'during', 'since', 'until', 'till', 'last', 'next', 'early', 'late', 'mid', 'of', 'each', 'every', 'this', 'to', 'and']);

/** Words that stand in names and name nobody by themselves. */
export const particles: ReadonlySet<string> = new Set(['de', 'der', 'den', 'van', 'von', 'la', 'le', 'du', 'da', 'dos', 'di', 'del', 'al', 'el', 'bin', 'bint', 'binti', 'ibn', 'abu', 'ap', 'st', 'and', 'the', 'of', 'jr', 'junior', 'senior', 'team', 'unit', 'service', 'office', 'manager', 'duty']);
export const titles: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'sir', 'lady', 'rev', 'cllr', 'councillor']);
