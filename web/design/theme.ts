import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  rem,
  type VariantColorsResolver,
} from '@mantine/core'

/**
 * The look of every Mantine piece. No component is imported here: default props go by name, so the
 * sign-in page downloads only what it draws. Colours of states live in `tokens.ts`.
 */
const petrolio: MantineColorsTuple = [
  '#eef9fc',
  '#dcf1f7',
  '#b9e1ec',
  '#8fcedf',
  '#62b7cd',
  '#2e91a7',
  '#146f82',
  '#0d5b6b',
  '#094653',
  '#063039',
]
const albicocca: MantineColorsTuple = [
  '#fff6ed',
  '#ffead7',
  '#ffd7b4',
  '#ffc18b',
  '#f8aa62',
  '#e59445',
  '#c3782c',
  '#9f5e19',
  '#794813',
  '#54310d',
]
const verde: MantineColorsTuple = [
  '#eefbf2',
  '#d9f5e1',
  '#b4eac5',
  '#88d9a5',
  '#5ac485',
  '#2fa465',
  '#13804a',
  '#0c683b',
  '#0d512e',
  '#0a371f',
]
const rosso: MantineColorsTuple = [
  '#fff4f3',
  '#ffe6e3',
  '#ffcfca',
  '#feaea7',
  '#f7827a',
  '#e9504d',
  '#cb2b31',
  '#ac2026',
  '#881a1d',
  '#5d1415',
]
const gray: MantineColorsTuple = [
  '#fbfaf8',
  '#f6f4f1',
  '#eae7e4',
  '#dbd9d5',
  '#c0bdb9',
  '#918d87',
  '#6b6762',
  '#56524d',
  '#383530',
  '#201e1a',
]
const dark: MantineColorsTuple = [
  '#f1efec',
  '#c9c5c0',
  '#a39e98',
  '#827d77',
  '#3d3935',
  '#332f2b',
  '#221f1b',
  '#181613',
  '#12100e',
  '#0c0b09',
]

/** The only colours there are: `build/tokens.ts` leaves Mantine’s other ramps out of the stylesheet. */
export const palette = { petrolio, albicocca, verde, rosso, gray, dark }

const edge = `${rem(1)} solid transparent`

/** Buttons take the tokens that change with the scheme, so dark ones get dark ink without extra rules. */
const variantColors: VariantColorsResolver = (input) => {
  const color = input.color ?? input.theme.primaryColor
  if (input.variant === 'filled' && color === 'petrolio') {
    return {
      background: 'var(--accent-fill)',
      hover: 'var(--accent-fill-hover)',
      color: 'var(--on-accent)',
      border: edge,
    }
  }
  if (input.variant === 'filled' && color === 'rosso') {
    return { background: 'var(--err-fill)', hover: 'var(--err-fill-hover)', color: 'var(--on-err-fill)', border: edge }
  }
  if (input.variant === 'subtle' && color === 'petrolio') {
    return { background: 'transparent', hover: 'var(--accent-soft)', color: 'var(--accent)', border: edge }
  }
  if (input.variant === 'subtle' && color === 'gray') {
    return { background: 'transparent', hover: 'var(--fill)', color: 'var(--text-2)', border: edge }
  }
  return defaultVariantColorsResolver(input)
}

const font = '"Figtree Variable", "Figtree Fallback", system-ui, -apple-system, "Segoe UI", sans-serif'

export const theme = createTheme({
  colors: palette,
  primaryColor: 'petrolio',
  primaryShade: { light: 6, dark: 4 },
  variantColorResolver: variantColors,
  black: '#201e1a',
  white: '#ffffff',
  fontFamily: font,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: rem(13), sm: rem(14), md: rem(15), lg: rem(17), xl: rem(20) },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.45', xl: '1.35' },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(16) },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontFamily: font, fontWeight: '650' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 36 } },
    Input: { defaultProps: { size: 'md' } },
    InputWrapper: { defaultProps: { size: 'md', inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Select: {
      defaultProps: { size: 'sm', checkIconPosition: 'right', comboboxProps: { portalProps: { target: '#overlays' } } },
    },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Menu: {
      defaultProps: {
        radius: 'lg',
        withInitialFocusPlaceholder: false,
        portalProps: { target: '#overlays' },
      },
    },
    Tooltip: { defaultProps: { radius: 'sm', openDelay: 400, portalProps: { target: '#overlays' } } },
    Tabs: { defaultProps: { keepMounted: false } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    SegmentedControl: { defaultProps: { withItemsBorders: false } },
    Drawer: { defaultProps: { lockScroll: false } },
    Modal: { defaultProps: { lockScroll: false } },
    ModalRoot: { defaultProps: { lockScroll: false } },
    DrawerRoot: { defaultProps: { lockScroll: false } },
  },
})
